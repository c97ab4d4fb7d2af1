/** What a request says of its client: the cookies it keeps, the address it came for, whether it is a visit. */
package io.waitingroom.client;
