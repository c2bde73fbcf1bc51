"""An order as the app knows it: its amounts, what was credited, its payment terms, its reminders, its note."""
