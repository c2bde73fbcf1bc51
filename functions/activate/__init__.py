"""Installing the app for a merchant, signing in from DreamRobot, and connecting the merchant to atriga."""
