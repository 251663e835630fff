"""expect: contained; never ends"""

while True:
    pass
