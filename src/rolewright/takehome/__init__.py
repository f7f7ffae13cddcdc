"""The take-home: role → assignment; submission → grade, in a sandbox."""
