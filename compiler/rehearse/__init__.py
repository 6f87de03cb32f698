"""Makes plans: reads what is asked for and what is there, and tries what is done."""
