/** Identifies the client of a request and limits what it may do: addresses, trusted proxies, cookies, origins, join rates. */
package io.waitingroom.client;
