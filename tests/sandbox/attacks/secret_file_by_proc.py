"""expect: contained; reads a file of the grader's by way of its process"""

def attack():
    with open("/proc/self/root" + __SECRET__, "rb") as file:
        data = file.read(100)
    if data:
        print("PWNED", data)


attack()
