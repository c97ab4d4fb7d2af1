/** Where somebody who waits stands: how many are ahead, and how long it may take. */
package io.waitingroom.position;
