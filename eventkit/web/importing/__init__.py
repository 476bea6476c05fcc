"""Making events of what a calendar brings, for pages, the API and the command line alike."""
