"""Rules of repeating events: read, worked out date by date, judged, reworded. Imports `basics`."""
