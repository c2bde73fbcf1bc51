"""The read with which DreamRobot fills its own collection table."""
