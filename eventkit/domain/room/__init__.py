"""The live place of one date: the door, who is in, what they say."""
