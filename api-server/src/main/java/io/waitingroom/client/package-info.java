/** Who sent a request, and what it may do: addresses, trusted proxies, cookies, origins, rates of joins. */
package io.waitingroom.client;
