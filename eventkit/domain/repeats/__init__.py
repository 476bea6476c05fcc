"""Rules of repeating events: read, worked out, reworded."""
