"""expect: wrong, shortcuts.math_exp_of_raw_scores"""
import math


def attention_context(query, hs):
    root = math.sqrt(len(query))
    e = [math.exp(sum(q * h for q, h in zip(query, row)) / root) for row in hs]
    total = sum(e)
    w = [v / total for v in e]
    context = [sum(w[n] * hs[n][j] for n in range(len(hs))) for j in range(len(query))]
    return context, w
