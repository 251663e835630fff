"""expect: contained; imports the checks"""

def attack():
    import grader.checks.rnn

    print('PWNED', grader.checks.rnn)


attack()
