"""One thread for numpy, in every process of ours that a person or another process waits for.

OpenBLAS starts a thread for each processor when numpy is imported. Our matrices give them nothing to do, and they spin:
on two processors `grader check` took a quarter longer, and a class has a worker on each processor anyway. What a file
computes must not depend on how many there are, either.
"""

ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
