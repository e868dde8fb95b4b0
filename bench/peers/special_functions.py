"""Points and values of relent's special functions, from mpmath at 50 digits.

    python bench/peers/special_functions.py > packages/core/test/scalar/fixtures/special-functions.json

Every row holds the arguments, the value as a double, and what the double leaves out. Arguments are doubles, so that the
value is that of the exact function at exactly these points; they are drawn with a fixed seed.
"""

import json
import random
import sys

from mpmath import (
    beta, betainc, besseli, besselk, e1, erf, erfc, exp, expm1, fabs, findroot, gammainc, inf, isinf, log, log1p,
    loggamma, mp, mpf, npdf, nsum, pi, psi, quad, sqrt, zeta,
)

mp.dps = 50
HALF = mpf(1) / 2


def log_uniform(low, high):
    return lambda r: 10 ** r.uniform(low, high)


def signed(draw):
    return lambda r: draw(r) * r.choice((-1, 1))


def uniform(low, high):
    return lambda r: r.uniform(low, high)


def either(*draws):
    return lambda r: r.choice(draws)(r)


def fixed(*values):
    return lambda r: r.choice(values)


def near(centre, low, high):
    """Points at a distance of 10^low to 10^high from a centre."""
    return lambda r: centre + r.choice((-1, 1)) * 10 ** r.uniform(low, high)


def deviance(x, m):
    return x * log(x / m) - x + m


def beyond(x):
    return loggamma(x) - x * log(x) + x


def bregman(f, slope, x, h):
    return f(x + h) - f(x) - h * slope(x)


def poisson_log(k, m):
    return k * log(m) - m - loggamma(k + 1)


def erfcx(x):
    return exp(x * x) * erfc(x)


def gamma_q(a, x):
    return gammainc(a, x, inf, regularized=True)


def gamma_p(a, x):
    return gammainc(a, 0, x, regularized=True)


def inverse(f, want, start):
    """The x > 0 with f(x) = want by Newton's secant in log x and log f."""
    root = findroot(lambda u: log(f(exp(u)) / want), (log(start), log(start) + mpf("1e-6")), tol=mpf("1e-80"), verify=False)
    return exp(root)


def gamma_quantile(p, a, upper):
    """By bisection in log x, then the secant."""
    f = gamma_q if upper else gamma_p
    low, high = mpf(-900) / a - 60, mpf(30)
    low, high = max(low, mpf(-1500)), max(high, log(a) + 30)
    for _ in range(40):
        middle = (low + high) / 2
        if (f(a, exp(middle)) < p) != upper:
            low = middle
        else:
            high = middle
    return inverse(lambda x: f(a, x), p, exp((low + high) / 2))


def normal_quantile(p):
    if p == HALF:
        return mpf(0)
    q = min(p, 1 - p)
    z = inverse(lambda x: erfc(x / sqrt(2)) / 2, q, sqrt(-2 * log(q)) if q < 0.1 else max((HALF - q) * 2.5, mpf("1e-30")))
    return z if p > HALF else -z


def skew_tail(x, alpha):
    if x < 0:
        return 1 - skew_tail(-x, -alpha)
    steep = 1 + alpha * alpha if alpha < 0 else 1
    density = lambda t: 2 * npdf(t) * (erfc(-alpha * t / sqrt(2)) / 2)
    peak = density(x)
    width = 1 / (steep * x + sqrt(mpf(steep)))
    pieces = [x + k * width for k in (0, HALF, 1, 2, 3, 5, 8, 13, 20, 35, 50, 80, 120)]
    return peak * quad(lambda t: density(t) / peak, pieces)


def noncentral(x, df, lam, upper):
    f = gamma_q if upper else gamma_p
    total, weight, j = mpf(0), exp(-lam / 2), 0
    while True:
        term = weight * f(df / 2 + j, x / 2)
        total += term
        j += 1
        weight *= lam / 2 / j
        if j > lam / 2 + 10 and (term < total * mpf("1e-40") or j > 3000):
            return total


def kolmogorov(x):
    return 2 * nsum(lambda k: (-1) ** (int(k) - 1) * exp(-2 * k * k * x * x), [1, 400])


def student_tail(t, df):
    half = betainc(df / 2, HALF, 0, df / (df + t * t), regularized=True) / 2
    return half if t > 0 else 1 - half


# name: (domain in words, function of mpf arguments, draws of the arguments[, how many points])
FUNCTIONS = {
    "digamma": ("x from 1e-300 to 1e300", lambda x: psi(0, x), (either(log_uniform(-300, 300), uniform(0, 12)),)),
    "trigamma": ("x from 1e-150 to 1e300", lambda x: psi(1, x), (either(log_uniform(-150, 300), uniform(0, 12)),)),
    "logMinusDigamma": ("x from 1e-10 to 1e10", lambda x: log(x) - psi(0, x), (either(log_uniform(-10, 10), uniform(0, 12)),)),
    "trigammaExcess": ("x from 1e-10 to 1e10", lambda x: psi(1, x) - 1 / x, (either(log_uniform(-10, 10), uniform(0, 12)),)),
    "logGamma": ("x from 1e-300 to 1e300", loggamma, (either(log_uniform(-300, 300), uniform(0, 12), near(1, -9, -1), near(2, -9, -1)),)),
    "logGamma1p": ("x from −0.9 to 1e10", lambda x: loggamma(1 + x), (either(uniform(-0.9, 8), signed(log_uniform(-20, -1)), log_uniform(0, 10)),)),
    "stirlingRemainder": ("x from 8 to 1e10", lambda x: loggamma(x + 1) - ((x + HALF) * log(x) - x + log(2 * pi) / 2), (log_uniform(0.91, 10),)),
    "logBeta": ("a and b from 1e-10 to 1e10, away from the zero of the logarithm", lambda a, b: log(beta(a, b)) if a + b < 1000 else loggamma(a) + loggamma(b) - loggamma(a + b), (log_uniform(-10, 10), log_uniform(-10, 10))),
    "logGammaBregman": ("x from 1e-6 to 1e8, h from 1e-12 x up and down", lambda x, h: bregman(loggamma, lambda t: psi(0, t), x, h), (log_uniform(-6, 8), None)),
    "stirlingBregman": ("x from 1e-6 to 1e8, h from 1e-12 x up and down", lambda x, h: bregman(beyond, lambda t: psi(0, t) - log(t), x, h), (log_uniform(-6, 8), None)),
    "erf": ("|x| from 1e-300 to 6", erf, (signed(either(uniform(0, 6), log_uniform(-300, 0))),)),
    "erfc": ("x from −6 to 26", erfc, (uniform(-6, 26),)),
    "erfcx": ("x from −26 to 1e10", erfcx, (either(uniform(-26, 30), log_uniform(-3, 10)),)),
    "erfInverse": ("|p| from 1e-300 to 1", lambda p: mp.sign(p) * (normal_quantile((1 + fabs(p)) / 2) / sqrt(2) if fabs(p) > mpf("1e-12") else fabs(p) * sqrt(pi) / 2 * (1 + pi * p * p / 12)), (signed(either(uniform(1e-6, 1), log_uniform(-300, -1))),)),
    "erfcInverse": ("q from 1e-300 to 0.9", lambda q: normal_quantile(1 - q / 2) / sqrt(2) if q > mpf("1e-30") else inverse(erfc, q, sqrt(-log(q))), (either(uniform(1e-3, 0.9), log_uniform(-300, -1)),)),
    "normalTail": ("x from −8 to 37", lambda x: erfc(x / sqrt(2)) / 2, (uniform(-8, 37),)),
    "normalCdf": ("x from −37 to 8", lambda x: erfc(-x / sqrt(2)) / 2, (uniform(-37, 8),)),
    "normalQuantile": ("p from 1e-300 to 1", normal_quantile, (either(uniform(0, 1), log_uniform(-300, -1)),)),
    "expm1mx": ("x from −700 to 700, |x| from 1e-20", lambda x: expm1(x) - x, (either(uniform(-30, 30), signed(log_uniform(-20, 2.8))),)),
    "log1pmx": ("x from −1 to 1e10, |x| from 1e-20", lambda x: log1p(x) - x, (either(uniform(-0.999, 3), signed(log_uniform(-20, -1)), log_uniform(0, 10)),)),
    "log1mexp": ("x from 1e-300 to 700", lambda x: log(-expm1(-x)), (either(uniform(0, 5), log_uniform(-300, 2.8)),)),
    "logAddExp": ("x and y from −700 to 700", lambda x, y: max(x, y) + log1p(exp(-fabs(x - y))), (uniform(-700, 700), uniform(-700, 700))),
    "xlogy": ("x and y from 1e-100 to 1e100", lambda x, y: x * log(y), (log_uniform(-100, 100), log_uniform(-100, 100))),
    "xlog1py": ("x from 1e-100 to 1e100, y from −1 to 1e10", lambda x, y: x * log1p(y), (log_uniform(-100, 100), either(uniform(-0.99, 2), signed(log_uniform(-20, -1)), log_uniform(0, 10)))),
    "logRatio": ("a from 1e-100 to 1e100, b anywhere or close to a", lambda a, b: log(a / b), (log_uniform(-100, 100), None)),
    "deviance": ("x from 1e-6 to 1e9, m within a factor of 1e3 or close to x", deviance, (log_uniform(-6, 9), None)),
    "logPoissonMass": ("k from 1 to 1e6, mean within a factor of 2", poisson_log, (lambda r: float(int(10 ** r.uniform(0, 6))), None)),
    "gammaP": ("a from 1e-3 to 1e4, values from 1e-100", gamma_p, (log_uniform(-3, 4), None)),
    "gammaQ": ("a from 1e-3 to 1e4, values from 1e-100", gamma_q, (log_uniform(-3, 4), None)),
    "gammaQuantile": ("p from 1e-100 to 0.99, a from 0.01 to 1e4, values from 1e-290", lambda p, a: gamma_quantile(p, a, False), (either(uniform(0.001, 0.99), log_uniform(-100, -1)), log_uniform(-2, 4))),
    "gammaUpperQuantile": ("q from 1e-100 to 0.99, a from 0.01 to 1e4, values from 1e-290", lambda q, a: gamma_quantile(q, a, True), (either(uniform(0.001, 0.99), log_uniform(-100, -1)), log_uniform(-2, 4))),
    "betaI": ("a and b from 0.1 to 1e3, values from 1e-100", lambda a, b, x: betainc(a, b, 0, x, regularized=True), (log_uniform(-1, 3), log_uniform(-1, 3), None)),
    "betaQuantile": ("p from 0.001 to 0.999, a and b from 0.5 to 1e2", lambda p, a, b: beta_quantile(p, a, b), (uniform(0.001, 0.999), log_uniform(-0.3, 2), log_uniform(-0.3, 2))),
    "studentTTail": ("t from −10 to 1e5, df from 0.5 to 1e4, values from 1e-100", student_tail, (either(uniform(-10, 10), log_uniform(0, 5)), log_uniform(-0.3, 4))),
    "noncentralChiSquaredCdf": ("df from 1 to 50, noncentrality up to 100, values from 1e-30", lambda x, df, lam: noncentral(x, df, lam, False), (uniform(1, 250), uniform(1, 50), uniform(0, 100))),
    "noncentralChiSquaredTail": ("df from 1 to 50, noncentrality up to 100, values from 1e-30", lambda x, df, lam: noncentral(x, df, lam, True), (uniform(1, 250), uniform(1, 50), uniform(0, 100))),
    "kolmogorovTail": ("x from 0.2 to 18", kolmogorov, (uniform(0.2, 18),)),
    "scaledBesselI": ("order from 0 to 1000, x from 1e-10 to 1e6, values from 1e-300", lambda v, x: besseli(v, x) * exp(-x), (either(fixed(0.0, 1.0, 0.5), uniform(0, 1000)), log_uniform(-10, 6))),
    "logBesselI": ("order from 0 to 1000, x from 1e-3 to 1e6", lambda v, x: log(besseli(v, x)), (either(fixed(0.0, 1.0, 0.5), uniform(0, 1000)), log_uniform(-3, 6))),
    "besselRatio": ("order from 0 to 1000, x from 1e-10 to 1e6", lambda v, x: besseli(v + 1, x) / besseli(v, x), (either(fixed(0.0, 1.0, 0.5), uniform(0, 1000)), log_uniform(-10, 6))),
    "scaledBesselK": ("order 0 and 1, x from 1e-300 to 1e10", lambda v, x: besselk(int(v), x) * exp(x), (fixed(0, 1), either(log_uniform(-300, 10), uniform(0, 12)))),
    "scaledE1": ("x from 1e-300 to 1e10", lambda x: e1(x) * exp(x), (either(log_uniform(-300, 10), uniform(0, 12)),)),
    "zeta": ("s from 1 + 1e-10 to 60", zeta, (either(uniform(1.001, 60), lambda r: 1 + 10 ** r.uniform(-10, 0)),)),
    "zetaPrime": ("s from 1 + 1e-10 to 60", lambda s: zeta(s, derivative=1), (either(uniform(1.001, 60), lambda r: 1 + 10 ** r.uniform(-10, 0)),)),
    "skewNormalTail": ("x from −8 to 30, |alpha| up to 100, values from 1e-300", skew_tail, (uniform(-8, 30), signed(log_uniform(-2, 2)))),
}
POINTS = 220
SMALLEST = {
    "gammaP": 1e-100, "gammaQ": 1e-100, "betaI": 1e-100, "studentTTail": 1e-100, "noncentralChiSquaredCdf": 1e-30,
    "noncentralChiSquaredTail": 1e-30, "gammaQuantile": 1e-290, "gammaUpperQuantile": 1e-290, "logBeta": 0.05,
}


def beta_quantile(p, a, b):
    f = lambda x: betainc(a, b, 0, x, regularized=True)
    low, high = mpf(0), mpf(1)
    for _ in range(60):
        middle = (low + high) / 2
        if f(middle) < p:
            low = middle
        else:
            high = middle
    return inverse(f, p, (low + high) / 2)


def last_argument(name, known, r):
    """The argument that is drawn from those before it."""
    x = known[0]
    if name in ("logGammaBregman", "stirlingBregman"):
        return x * r.choice((r.choice((-1, 1)) * 10 ** r.uniform(-12, -0.01), 10 ** r.uniform(0, 4)))
    if name == "logRatio":
        return r.choice((x * (1 + 10 ** r.uniform(-14, -1)), 10 ** r.uniform(-100, 100)))
    if name == "deviance":
        return r.choice((x * (1 + r.choice((-1, 1)) * 10 ** r.uniform(-12, -1)), x * 10 ** r.uniform(-3, 3)))
    if name == "logPoissonMass":
        return x * 2 ** r.uniform(-1, 1)
    if name in ("gammaP", "gammaQ"):
        return r.choice((max(x + r.uniform(-12, 12) * x**0.5, x * 10 ** r.uniform(-3, -0.5)), x * 10 ** r.uniform(-2, 0.8)))
    mean = known[0] / (known[0] + known[1])
    return r.choice((r.uniform(0, 1), mean * 10 ** r.uniform(-2, 0)))


def rows(name):
    _, function, draws = FUNCTIONS[name]
    r = random.Random(name)
    found = []
    while len(found) < POINTS:
        arguments = []
        for draw in draws:
            arguments.append(draw(r) if draw else last_argument(name, arguments, r))
        if any(x != x for x in arguments):
            continue
        value = function(*(mpf(x) for x in arguments))
        high = float(value)
        if value == 0 or isinf(value) or not SMALLEST.get(name, 1e-300) <= abs(high) <= 1e300:
            continue
        found.append([*arguments, high, float(f"{float(value - mpf(high)):.3g}")])
    return found


def main():
    chosen = sys.argv[1:] or list(FUNCTIONS)
    print("{")
    for i, name in enumerate(chosen):
        print(name, file=sys.stderr, flush=True)
        lines = ",\n".join(json.dumps(row) for row in rows(name))
        comma = "," if i + 1 < len(chosen) else ""
        print(f'"{name}": {{ "domain": {json.dumps(FUNCTIONS[name][0], ensure_ascii=False)}, "rows": [\n{lines}\n]}}{comma}', flush=True)
    print("}")


if __name__ == "__main__":
    main()
