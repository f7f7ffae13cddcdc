"""From a role to its interview loop: kit, scorecards, debrief."""
