"""The main job, played once from end to end on the local cloud, with everything that happens shown."""
