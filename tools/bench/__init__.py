"""What pages, jobs and writes cost, as ratios to a limit measured in the same run; no time is asserted (docs/benchmarks.md).

`__main__` starts a worker for each database and puts their answers in a table. A worker knows measures by name (`measures`)
and times what is asked: the subject and its limit in turns, so that whatever else the machine does meets both.
"""
