"""Coming and going: the start page, the way in from DreamRobot, signing out."""
