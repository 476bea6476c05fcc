"""What is done together: the run of show, the engine that runs it, answers, themes. Imports `room` and what is
below."""
