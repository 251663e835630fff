"""expect: contained; imports the solution"""

import importlib.util


def attack():
    specification = importlib.util.spec_from_file_location("answer", __SOLUTION__)
    answer = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(answer)
    print("PWNED", answer.rnn_forward)


attack()
