"""What stands in for the outside world on one machine: simulators of DreamRobot and BOSS, and the local cloud."""
