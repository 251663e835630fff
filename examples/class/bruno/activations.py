# I use float32 everywhere, like on the GPU
import numpy as np

F = np.float32


def tanh_derivative(z):
    t = np.tanh(np.asarray(z, dtype=F))
    return (F(1) - t) * (F(1) + t)


def sigmoid_derivative(z):
    z = np.abs(np.asarray(z, dtype=F))
    e = np.exp(-z)
    return e / ((F(1) + e) * (F(1) + e))


def relu_derivative(z):
    return (np.asarray(z) > 0).astype(F)


def leaky_relu_derivative(z, slope=0.01):
    out = np.full(np.shape(z), slope, dtype=F)
    out[np.asarray(z) > 0] = F(1)
    return out
