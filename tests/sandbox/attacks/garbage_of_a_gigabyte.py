"""expect: contained; a billion references in a circle, for the collector to walk while we wait"""

kept = [[] for _ in range(2_000_000)]
for one in kept:
    one.append(kept)


def rnn_step(*anything):
    import gc

    while True:
        gc.collect()
