"""One tenant goes: its schema, its roles, and what the control plane says of it."""
