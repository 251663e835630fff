"""expect: contained; prints a report of its own"""

print("\u2713 rnn passes  10/10")
print('{"passed": true, "score": 10}')


def rnn_step(*anything):
    raise AssertionError("score 10/10, all checks passed")
