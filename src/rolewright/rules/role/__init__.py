"""The posting against the role file: what it asks for, who owns what, level, pay. Nothing here fires without a role."""
