"""The solution of `deep_networks` against autograd, torch's batch norm, mpmath and the laws of depth."""

from __future__ import annotations

import mpmath
import numpy as np
import pytest
import torch

from grader.checks import deep_networks as checks
from grader.course.find import course_root
from grader.course.load import load_course, load_solution
from grader.numeric.cases import contraction, dense, generator
from grader.numeric.compare import first_difference

solution = load_solution(load_course(course_root()), "deep_networks")

EXACT = 1e-12
IN_TORCH = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu}
WIDTHS = ((3, 2), (1, 1), (4, 1, 5), (5, 3, 6, 4), (2, 7, 7, 2), (6, 8, 7, 9, 5), (3,) * 12)
BATCHES = ((2, 3), (5, 1), (8, 5), (4, 7), (64, 2))  # N, F


def network(seed, widths, scale=1.0):
    rng = np.random.default_rng([seed, *widths])
    pairs = zip(widths[1:], widths[:-1], strict=True)
    weights = [dense(rng, n_out, n_in, scale=scale / np.sqrt(n_in)) for n_out, n_in in pairs]
    return weights, dense(rng, widths[0])


def in_torch(*arrays):
    return [torch.tensor(array, dtype=torch.float64, requires_grad=True) for array in arrays]


def norms_by_autograd(weights, x, activation):
    Ws = in_torch(*weights)
    a = torch.tensor(x)
    for W in Ws:
        a = IN_TORCH[activation](W @ a)
    a.sum().backward()
    return [W.grad.norm().item() for W in Ws]


def agree(got, want, axis=None, floor=0.0, limit=EXACT):
    return first_difference(np.asarray(got), np.asarray(want), axis=axis, floor=floor, limit=limit) is None


# layer_gradient_norms


@pytest.mark.parametrize("activation", IN_TORCH)
@pytest.mark.parametrize("widths", WIDTHS)
@pytest.mark.parametrize("seed", range(4))
def test_every_layers_norm_is_autograds(activation, widths, seed):
    weights, x = network(seed, widths)

    got = solution.layer_gradient_norms(weights, x, activation)

    assert agree(got, norms_by_autograd(weights, x, activation), axis=0)


@pytest.mark.parametrize("factor", [0.5, 2.0, 1e-5])
def test_relu_networks_scale_with_each_of_their_matrices(factor):
    weights, x = network(2, (6, 8, 7, 9, 5))
    norms = solution.layer_gradient_norms(weights, x, "relu")
    scaled = [factor * W for W in weights]

    # Every norm has one factor for each matrix but its own.
    assert agree(solution.layer_gradient_norms(scaled, x, "relu"), factor**3 * norms, axis=0)


def test_relu_at_exactly_0_has_slope_0_as_in_torch():
    for seed in range(10):
        weights, x, activation = checks._at_the_kink(np.random.default_rng(seed))
        norms = solution.layer_gradient_norms(weights, x, activation)

        assert agree(norms, norms_by_autograd(weights, x, activation), axis=0)
        assert np.all(norms > 0)


def test_a_dead_layer_ends_all_learning():
    for seed in range(10):
        norms = solution.layer_gradient_norms(*checks._dead_layer(np.random.default_rng(seed)))

        assert np.array_equal(norms, np.zeros(3))


@pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
def test_a_hundred_layers_are_right_in_their_digits_below_1e_minus_30(activation):
    rng = np.random.default_rng(5)
    weights = [contraction(rng, 3, 1.2 if activation == "sigmoid" else 0.8) for _ in range(100)]
    x = dense(rng, 3)
    with mpmath.workdps(60):
        act = mpmath.tanh if activation == "tanh" else (lambda z: 1 / (1 + mpmath.exp(-z)))
        slope = (lambda a: 1 - a**2) if activation == "tanh" else (lambda a: a * (1 - a))
        Ws = [mpmath.matrix(W.tolist()) for W in weights]
        states = [mpmath.matrix(x.tolist())]
        for W in Ws:
            states.append((W * states[-1]).apply(act))
        blame, want = mpmath.matrix([1, 1, 1]), []
        for layer in reversed(range(100)):
            delta = mpmath.matrix([blame[i] * slope(states[layer + 1][i]) for i in range(3)])
            want.append(float(mpmath.norm(delta) * mpmath.norm(states[layer])))
            blame = Ws[layer].T * delta

    norms = solution.layer_gradient_norms(weights, x, activation)

    assert norms[0] < (1e-40 if activation == "sigmoid" else 1e-15)
    assert agree(norms, want[::-1], axis=0)


@pytest.mark.parametrize(("activation", "gain"), [("sigmoid", 1.0), ("tanh", 1.0), ("relu", 2**0.5)])
def test_twenty_layers_do_what_the_lesson_says(activation, gain):
    rng = np.random.default_rng(0)
    weights = [rng.standard_normal((64, 64)) * gain / 8 for _ in range(20)]

    norms = solution.layer_gradient_norms(weights, rng.standard_normal(64), activation)

    if activation == "sigmoid":
        assert [f"{norms[layer]:.2g}" for layer in (0, 9, 19)] == ["1.3e-11", "4.2e-06", "7.6"]
    else:
        low, high = (5, 10) if activation == "tanh" else (46, 108)
        assert low < norms.min() and norms.max() < high


@pytest.mark.parametrize("name", ["softplus", "leaky_relu", "linear", "", "Sigmoid"])
def test_an_unknown_activation_is_refused(name):
    weights, x = network(0, (3, 2))

    with pytest.raises(ValueError, match="sigmoid"):
        solution.layer_gradient_norms(weights, x, name)


def test_the_deep_case_is_deep_and_float32_can_hold_it():
    for seed in range(50):
        norms = solution.layer_gradient_norms(
            *checks.DEEP.make(generator(seed, "layer_gradient_norms", checks.DEEP.name))
        )

        assert 1e-34 < norms[0] < 1e-10


# batch_norm


def batch(seed, N, F, spread=1.0):
    rng = np.random.default_rng([seed, N, F])
    x = spread * (dense(rng, N, F) * rng.uniform(0.5, 2, F) + dense(rng, F))
    return x, dense(rng, F), dense(rng, F), dense(rng, N, F)


def torchs(x, gamma, beta, eps):
    layer = torch.nn.BatchNorm1d(x.shape[1], eps=eps, dtype=torch.float64).train()
    with torch.no_grad():
        layer.weight.copy_(torch.tensor(gamma))
        layer.bias.copy_(torch.tensor(beta))
    (leaf,) = in_torch(x)
    return layer, leaf


@pytest.mark.parametrize("eps", [1e-5, 0.3, 1e-12])
@pytest.mark.parametrize("spread", [1.0, 1e-3, 1e3])
@pytest.mark.parametrize("size", BATCHES)
def test_batch_norm_is_torchs_in_training(size, spread, eps):
    x, gamma, beta, _ = batch(0, *size, spread)
    layer, leaf = torchs(x, gamma, beta, eps)

    assert agree(solution.batch_norm(x, gamma, beta, eps), layer(leaf).detach().numpy())


@pytest.mark.parametrize("size", BATCHES)
def test_shifting_a_feature_changes_nothing(size):
    x, gamma, beta, _ = batch(1, *size)

    shifted = solution.batch_norm(x + 3.0, gamma, beta)

    assert agree(shifted, solution.batch_norm(x, gamma, beta))


@pytest.mark.parametrize("factor", [2.0, 1e-4, 1e6])
def test_stretching_a_feature_changes_nothing_if_eps_is_stretched_with_it(factor):
    x, gamma, beta, _ = batch(2, 8, 5)

    stretched = solution.batch_norm(factor * x, gamma, beta, 1e-5 * factor**2)

    assert agree(stretched, solution.batch_norm(x, gamma, beta))


def test_a_column_comes_out_with_mean_beta_and_nearly_spread_gamma():
    x, gamma, beta, _ = batch(3, 50, 4)

    out = solution.batch_norm(x, gamma, beta)

    assert agree(out.mean(axis=0), beta)
    assert agree(out.std(axis=0), np.abs(gamma) * np.sqrt(x.var(axis=0) / (x.var(axis=0) + 1e-5)))


def test_one_example_comes_out_as_beta():
    x, gamma, beta, _ = batch(4, 1, 6)

    assert np.array_equal(solution.batch_norm(x, gamma, beta), beta[np.newaxis])


@pytest.mark.parametrize(("variance", "spread"), [(1.0, "1.00"), (1e-6, "0.30")])
def test_eps_has_the_size_the_lesson_says(variance, spread):
    x = np.sqrt(variance) * np.array([[1.0], [-1.0]])

    assert f"{solution.batch_norm(x, np.ones(1), np.zeros(1))[0, 0]:.2f}" == spread


# batch_norm_backward


@pytest.mark.parametrize("eps", [1e-5, 0.3])
@pytest.mark.parametrize("spread", [1.0, 1e-3, 1e3])
@pytest.mark.parametrize("size", BATCHES)
def test_three_gradients_are_autograds(size, spread, eps):
    x, gamma, beta, dout = batch(5, *size, spread)
    layer, leaf = torchs(x, gamma, beta, eps)
    layer(leaf).backward(torch.tensor(dout))

    dx, dgamma, dbeta = solution.batch_norm_backward(dout, x, gamma, eps)

    assert agree(dx, leaf.grad.numpy(), floor=checks._dx_slack(dout, x, gamma, eps))
    assert agree(dgamma, layer.weight.grad.numpy())
    assert agree(dbeta, layer.bias.grad.numpy())


@pytest.mark.parametrize("size", BATCHES)
def test_dx_has_no_part_that_shifts_and_hardly_one_that_stretches(size):
    x, gamma, _, dout = batch(6, *size)
    eps = 1e-14  # stretching is undone but for eps

    dx, _, _ = solution.batch_norm_backward(dout, x, gamma, eps)

    floor = size[0] * checks._dx_slack(dout, x, gamma, eps).max(axis=0)
    assert np.all(np.abs(dx.sum(axis=0)) <= floor)
    assert np.all(np.abs((dx * (x - x.mean(axis=0))).sum(axis=0)) <= 10 * floor * np.abs(x).max())


@pytest.mark.parametrize("size", BATCHES)
def test_a_dout_of_all_ones_moves_no_input(size):
    x, gamma, _, dout = batch(7, *size)
    ones = np.ones(dout.shape)

    dx, _, dbeta = solution.batch_norm_backward(ones, x, gamma)

    assert np.all(np.abs(dx) <= checks._dx_slack(ones, x, gamma))
    assert np.array_equal(dbeta, np.full(size[1], float(size[0])))


@pytest.mark.parametrize("factor", [1e-8, 1e-25, 1e-100])
def test_gradients_scale_with_dout(factor):
    x, gamma, _, dout = batch(8, 6, 4)
    whole = solution.batch_norm_backward(dout, x, gamma)

    small = solution.batch_norm_backward(factor * dout, x, gamma)

    assert all(agree(got, factor * want) for got, want in zip(small, whole, strict=True))


def test_dx_is_right_within_its_floor_where_it_nearly_cancels():
    x, gamma, _, _ = batch(9, 6, 3)
    xhat = (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + 1e-5)
    dout = 2.0 + 3.0 * xhat  # both parts that normalising undoes: what is left is eps's share
    with mpmath.workdps(50):
        want = np.zeros((6, 3))
        for f in range(3):
            column, d = ([mpmath.mpf(float(v)) for v in array[:, f]] for array in (x, dout))
            mean = mpmath.fsum(column) / 6
            root = mpmath.sqrt(mpmath.fsum((v - mean) ** 2 for v in column) / 6 + mpmath.mpf(1e-5))
            hat = [(v - mean) / root for v in column]
            shift, stretch = mpmath.fsum(d) / 6, mpmath.fdot(d, hat) / 6
            want[:, f] = [float(gamma[f] / root * (d[n] - shift - hat[n] * stretch)) for n in range(6)]

    dx, _, _ = solution.batch_norm_backward(dout, x, gamma)

    assert np.all(np.abs(dx - want) <= checks._dx_slack(dout, x, gamma))


def test_batch_norm_makes_gradients_explode_in_fifty_relu_layers():
    """Yang and others 2019: a factor of sqrt(pi / (pi - 1)) = 1.21 per layer, going back."""
    rng, N, n = np.random.default_rng(0), 256, 256
    weights = [rng.standard_normal((n, n)) * np.sqrt(2 / n) for _ in range(50)]
    ones, zeros = np.ones(n), np.zeros(n)
    a, pre_activations = rng.standard_normal((N, n)), []
    for W in weights:
        pre_activations.append(a @ W.T)
        a = np.maximum(solution.batch_norm(pre_activations[-1], ones, zeros), 0)
    da, norms = rng.standard_normal((N, n)), []
    for W, z in zip(weights[::-1], pre_activations[::-1], strict=True):
        dz, _, _ = solution.batch_norm_backward(da * (solution.batch_norm(z, ones, zeros) > 0), z, ones)
        da = dz @ W
        norms.append(np.linalg.norm(da))

    per_layer = (norms[-1] / norms[0]) ** (1 / 49)

    assert 1.18 < per_layer < 1.24


# residual_block_backward


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("size", [(1, 1), (4, 6), (7, 5), (3, 1), (1, 8)])
def test_the_blocks_gradients_are_autograds(size, seed):
    n, m = size
    rng = np.random.default_rng([seed, n, m])
    dout, x, W1, W2 = dense(rng, n), dense(rng, n), dense(rng, m, n), dense(rng, n, m)
    leaves = in_torch(x, W1, W2)
    tx, tW1, tW2 = leaves
    (tx + tW2 @ torch.relu(tW1 @ tx)).backward(torch.tensor(dout))

    got = solution.residual_block_backward(dout, x, W1, W2)

    assert all(agree(one, leaf.grad.numpy()) for one, leaf in zip(got, leaves, strict=True))


def test_a_dead_block_hands_dout_through_to_the_last_bit():
    for seed in range(10):
        arguments = checks._dead_block(np.random.default_rng(seed))

        dx, dW1, dW2 = solution.residual_block_backward(*arguments)

        assert np.array_equal(dx, arguments[0])
        assert not dW1.any() and not dW2.any()


def test_units_at_exactly_0_count_as_dead():
    dout, x, W1, W2 = checks._block_at_the_kink(np.random.default_rng(1))

    _, dW1, dW2 = solution.residual_block_backward(dout, x, W1, W2)

    assert not dW1[[2, 4]].any() and not dW2[:, [2, 4]].any()
    assert dW1.any()


@pytest.mark.parametrize("scale", [1.0, 1e-8, 1e-25])
def test_the_blocks_way_back_is_linear_in_dout(scale):
    dout, x, W1, W2 = checks._block(np.random.default_rng(2), 4, 6)
    whole = solution.residual_block_backward(dout, x, W1, W2)

    small = solution.residual_block_backward(scale * dout, x, W1, W2)

    assert all(agree(got, scale * want) for got, want in zip(small, whole, strict=True))


def test_fifty_blocks_keep_a_gradient_that_fifty_layers_lose():
    rng = np.random.default_rng(3)
    n = 64
    blocks = [(rng.standard_normal((n, n)) * 0.1 * np.sqrt(2 / n), rng.standard_normal((n, n)) / 8) for _ in range(50)]
    inputs, plain = [rng.standard_normal(n)], [rng.standard_normal(n)]
    for W1, W2 in blocks:
        inputs.append(inputs[-1] + W2 @ np.maximum(W1 @ inputs[-1], 0))
        plain.append(W2 @ np.maximum(W1 @ plain[-1], 0))
    kept = lost = np.ones(n) / 8
    for (W1, W2), x, z in zip(blocks[::-1], inputs[-2::-1], plain[-2::-1], strict=True):
        kept, _, _ = solution.residual_block_backward(kept, x, W1, W2)
        lost = W1.T @ ((W2.T @ lost) * (W1 @ z > 0))

    assert 0.8 < np.linalg.norm(kept) < 2
    assert np.linalg.norm(lost) < 1e-45


# What was given


def test_no_argument_is_changed():
    weights, x = network(9, (4, 3, 5))
    batch_x, gamma, beta, dout = batch(9, 6, 4)
    block = checks._block(np.random.default_rng(9), 4, 6)
    calls = (
        (solution.layer_gradient_norms, (weights, x, "tanh")),
        (solution.batch_norm, (batch_x, gamma, beta)),
        (solution.batch_norm_backward, (dout, batch_x, gamma)),
        (solution.residual_block_backward, block),
    )
    for function, given in calls:
        arrays = [*weights, *(one for one in given if isinstance(one, np.ndarray))]
        before = [array.tobytes() for array in arrays]
        function(*given)

        assert [array.tobytes() for array in arrays] == before
