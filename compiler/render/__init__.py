"""Changes to SQL text: one template per object kind and action."""
