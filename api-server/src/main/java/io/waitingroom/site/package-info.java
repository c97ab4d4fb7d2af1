/** Which web sites may have people's browsers do something here. */
package io.waitingroom.site;
