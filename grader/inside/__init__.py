"""The half that lives beside learner code: started with `python -m grader.inside`, imports grader.wire and no more.

Nothing here is trusted by the other half: whatever this process says is bytes until grader.sandbox has checked them.
It is handed source text and inputs, and hands back what the functions returned. It never holds an expected value,
a solution, a seed or a verdict.
"""
