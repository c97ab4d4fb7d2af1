/** The program of an API server: flags, wiring and readiness. Servers are stateless: each server of the fleet can handle each request. */
package io.waitingroom.api;
