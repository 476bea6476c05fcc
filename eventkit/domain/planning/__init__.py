"""What a host plans and changes."""
