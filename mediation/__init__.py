"""The project package: wiring, and what every app shares."""
