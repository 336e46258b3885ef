"""The launcher behind `make run` and `make test`: servers from wheels, started and stopped in order.

Only the standard library, and nothing of the product: it has to work before any package is installed.
"""
