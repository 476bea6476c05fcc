"""The pages and the JSON API: read what was sent, call the domain, answer."""
