"""What is stored, and how a date of an event is found."""
