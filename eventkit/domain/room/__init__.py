"""The live place of one date: the door, who is in it, what they say and sign. Imports `coming` and what is below."""
