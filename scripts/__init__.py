"""Programs that people run while working on the app; nothing here is deployed."""
