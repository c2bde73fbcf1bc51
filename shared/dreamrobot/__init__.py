"""The client of DreamRobot's REST API, the only place that knows its wire format."""
