"""The real functions on simulated time, queues and networks, with both foreign systems' simulators behind them.

``Simulation`` (in ``simulation``) puts the functions' own composition roots together over tables in memory
(``memory_dynamodb``), a queue that is delivered by hand (``queues``) and a network in this process (``network``).
Its clock stands still until the simulation moves it, so six hours pass in seconds.

``SideEffects`` (in ``side_effects``) sees every point at which the world outside a process changes or is asked:
before and after each HTTP call, each table write, each queue send. A test names one point by its number and says
what happens there: the process ends (``cut_at``), or another worker comes in between (``intrude_at``). Running a
scenario once without either tells how many points there are; running it once for each of them tries them all.

To reuse it: make a ``Simulation``, put into its world what the scenario begins with, ``run`` it until something
holds, and look at the tables and at the simulators.
"""
