"""What a kind is, and what several kinds share."""
