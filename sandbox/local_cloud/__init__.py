"""The deployed stack on one machine: an AWS emulator, both simulators, the CDK app, and one address in front.

Guarantees: no call ever reaches AWS itself, and whatever ends the start (an error, Ctrl-C, a kill) leaves no
process running. How to use it from code: `sandbox.local_cloud.cloud`.
"""
