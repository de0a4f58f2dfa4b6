/**
 * What flows between stages and how: frames with their position, iterators that run ahead in bounded queues, the clock that says where time
 * goes. Knows no stage.
 */
package restyle.pipeline.flow;
