"""What is left of an evening."""
