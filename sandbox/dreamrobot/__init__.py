"""DreamRobot on one machine: its REST API as in ``contracts/dreamrobot-rest.openapi.yaml``, and a small order overview.

All data are invented. Where DreamRobot's behaviour is not public, the simulator's is assumed and its place says so.
"""
