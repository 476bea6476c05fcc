"""What everything else stands on: texts, times, names, errors, and the shapes of what hosts write."""
