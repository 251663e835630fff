"""expect: wrong, deep_networks.dW2_with_pre_activation"""


def residual_block_backward(dout, x, W1, W2):
    h = W1 @ x
    mask = (h > 0).astype(float)
    dh = mask * (W2.T @ dout)
    return dout + W1.T @ dh, dh[:, None] * x[None], dout[:, None] * h[None]
