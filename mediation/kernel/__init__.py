"""What every app shares and no expert would name: decisions, workflow, outbox, journal, numbers, days, texts."""
