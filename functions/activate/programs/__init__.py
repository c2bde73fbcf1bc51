"""What programs need: API tokens, the address of DreamRobot's notifications, and the description of the API."""
