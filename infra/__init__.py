"""The CDK app: one thin stack, one construct for each ability, and the package that all functions share."""
